package org.messageledger.trail;

import org.jspecify.annotations.Nullable;
import org.messageledger.activity.Activities;

/** Breaks the layout on purpose, so that a test sees the rules fail. */
public class TrailThatAsksAboutActivity {
    @Nullable
    Activities activities;
}
