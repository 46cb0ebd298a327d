/** MediaConvert, S3, MongoDB and EventBridge. */
package io.crealia.transcoding.adapter;
