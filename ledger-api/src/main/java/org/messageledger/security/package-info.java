/**
 * Who may do what. Local mode: loopback only, HTTP Basic, generated passwords, five roles by URL. Everything that no rule
 * names is denied.
 */
@NullMarked
package org.messageledger.security;

import org.jspecify.annotations.NullMarked;
