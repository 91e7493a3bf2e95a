"""What a copy editor looks for beyond what a build must know: `standfirst check` asks, a build does not."""
