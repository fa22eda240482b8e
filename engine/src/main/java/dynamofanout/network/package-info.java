/** HTTP clients for company networks: proxies, company certificates, and sentences for failures. */
@NullMarked
package dynamofanout.network;

import org.jspecify.annotations.NullMarked;
