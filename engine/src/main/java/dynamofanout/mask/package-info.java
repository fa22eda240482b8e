/**
 * Masks: which data leaves an environment, per table and attribute. Reads mask files, derives masked values from a
 * secret, and turns the bytes of an item into the bytes of its masked form.
 */
@NullMarked
package dynamofanout.mask;

import org.jspecify.annotations.NullMarked;
