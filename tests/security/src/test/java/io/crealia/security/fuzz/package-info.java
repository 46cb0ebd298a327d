/** Fuzz targets for each parser of ours; see docs/fuzzing.md for how to run them for long. */
package io.crealia.security.fuzz;
