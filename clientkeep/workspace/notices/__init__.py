"""What a person is told of what happened: in the app, by mail, through a webhook."""
