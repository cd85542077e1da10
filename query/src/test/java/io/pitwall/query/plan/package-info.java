@NullMarked
package io.pitwall.query.plan;

import org.jspecify.annotations.NullMarked;
