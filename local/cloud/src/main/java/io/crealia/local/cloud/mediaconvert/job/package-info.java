/** Jobs over their whole life: kept on disk, run in order, told to the world as events. */
package io.crealia.local.cloud.mediaconvert.job;
