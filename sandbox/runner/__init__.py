"""The untrusted side: a template process that forks a fresh process for every case. Holds nothing worth reading."""
