/** Question 3: who touched anything about a patient, and what was disclosed. Uses {@code fact}; keeps nothing. */
@NullMarked
package org.messageledger.patient;

import org.jspecify.annotations.NullMarked;
