/** What a person may ask of their data: export, erasure with proof; and what time erases by itself. */
package io.crealia.privacy;
