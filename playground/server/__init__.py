"""The server: gunicorn's worker, as it has to be where clients may be hostile. Imports neither Flask nor the engine.

gunicorn's own threaded worker gives a connection a thread as soon as it is there, and the thread waits for whatever the client sends or
reads. Here one loop does all waiting for clients (`worker`), and a thread gets a request that is whole (`arrival`) and gives an answer
that the loop sends (`connection`). What cannot be answered is refused (`refusal`); what the machine must give is looked at first (`needs`).
"""
