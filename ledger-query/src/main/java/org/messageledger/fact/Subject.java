package org.messageledger.fact;

/** Whose facts are asked for. */
public record Subject(SubjectKind kind, String id) {}
