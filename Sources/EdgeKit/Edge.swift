import Processing
