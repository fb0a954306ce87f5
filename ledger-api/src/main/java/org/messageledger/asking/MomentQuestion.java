package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the parameters of an answer that is no list, which {@link QuestionParameters#ofMoment} reads. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.QUERY,
        name = "asOf",
        description = "A leaf index (with this leaf), or a time (what was recorded before it).",
        schema = @Schema(type = "string"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "atLeast",
        description = "Waits at most 5 s until the view has this leaf; else 503.",
        schema = @Schema(type = "integer", format = "int64", minimum = "0"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "format",
        schema = @Schema(type = "string", allowableValues = "json", defaultValue = "json"))
@interface MomentQuestion {}
