/** HTTP clients as networks of companies need them: proxies, certificates of their own, and words for what fails. */
@NullMarked
package dynamofanout.network;

import org.jspecify.annotations.NullMarked;
