"""What a front-end needs to fill its choices: whom one can write to, and the covenant's codes."""
