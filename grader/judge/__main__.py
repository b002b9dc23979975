"""`python -I -m grader.judge`: the first process of a judge."""

from grader.judge.server import main

if __name__ == "__main__":
    main()
