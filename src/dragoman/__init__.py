"""Dragoman reads the public record of diplomacy and defence dialogue and keeps a register of it."""
