"""A small web app that says who answers."""

import os
import socket
import time

from flask import Flask

app = Flask(__name__)

GREETING = "Hello from a container"


@app.get("/")
def home():
    return f"""<!doctype html>
<html lang="en">
<title>{GREETING}</title>
<h1>{GREETING}</h1>
<p>Answered by process {os.getpid()} of container {socket.gethostname()}.</p>
<p><a href="slow">A slow page</a>, <a href="about">about</a></p>
"""


@app.get("/slow")
def slow():
    time.sleep(2)
    return "That took two seconds.\n"


@app.get("/about")
def about():
    import markdown

    with open("about.md", encoding="utf-8") as file:
        return markdown.markdown(file.read())
