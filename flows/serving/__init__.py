"""`kenes serve`: Prefect's server and worker under one supervisor, that starts them again, watches raw/ and frees what got stuck."""
