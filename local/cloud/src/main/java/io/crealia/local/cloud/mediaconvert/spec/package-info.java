/** The part of MediaConvert's job JSON that the local server understands, read strictly into records. */
package io.crealia.local.cloud.mediaconvert.spec;
