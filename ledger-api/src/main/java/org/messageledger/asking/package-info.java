/**
 * Endpoints that take questions: reads parameters strictly, asks {@code trail} and {@code activity}, writes what they
 * answer. Decides nothing and knows no SQL; who may ask is {@code security}'s, what a refusal looks like is
 * {@code problem}'s. Refuses a parameter that it does not know: a misspelt filter must not answer another question.
 */
@NullMarked
package org.messageledger.asking;

import org.jspecify.annotations.NullMarked;
