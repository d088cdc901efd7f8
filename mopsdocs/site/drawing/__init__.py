"""Where things in pictures go: pure arithmetic that knows neither pages nor documents."""
