"""Who may do what beyond reading what is published: asked by GraphQL, the web and the commands alike."""
