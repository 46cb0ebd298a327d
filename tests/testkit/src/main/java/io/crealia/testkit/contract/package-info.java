/** The API's document, as tests hold the code and its answers against it. */
package io.crealia.testkit.contract;
