import platform

print("Hello from Python", platform.python_version())
