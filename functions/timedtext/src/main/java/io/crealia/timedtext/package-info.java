/** Words with times, cues, and the file formats of captions; shared by the features that read or write them. */
package io.crealia.timedtext;
