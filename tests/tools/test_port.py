"""An address that cannot be served is explained before anything is started."""

import socket

from tools import port as ports


def test_a_taken_port_is_explained_with_the_command_that_avoids_it(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert ports.main(["--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"port {port} is taken" in said
    assert f"make run PORT={port + 1}" in said


def test_a_free_port_is_served():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ports.why_not("127.0.0.1", port) == ""


def test_an_address_of_another_machine_is_explained():
    assert "there is no address" in ports.why_not("no.such.host.invalid", 8000)
    assert "cannot be served" in ports.why_not("192.0.2.1", 8000)
