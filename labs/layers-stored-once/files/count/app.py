import os

folder = "/usr/bin"
print(len(os.listdir(folder)), "programs in", folder)
