// served in tests
