/**
 * What both protocols need to run statements, the threads they run on included. In comes a
 * statement together with who asks for it; out goes the result of the query engine. The protocols
 * themselves are not known here.
 */
@NullMarked
package io.pitwall.server.query;

import org.jspecify.annotations.NullMarked;
