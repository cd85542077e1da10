/**
 * The threads that serve connections, shared by all surfaces: epoll where the system has it, else
 * Java's own selectors. Not known in here: what is spoken.
 */
@NullMarked
package io.pitwall.server.network;

import org.jspecify.annotations.NullMarked;
