/** MediaConvert's REST API (2017-08-29) over the JDK's HTTP server. */
package io.crealia.local.cloud.mediaconvert.http;
