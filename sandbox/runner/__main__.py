"""`python -I -m sandbox.runner`: the first process of a runner."""

from sandbox.runner.template import main

if __name__ == "__main__":
    main()
