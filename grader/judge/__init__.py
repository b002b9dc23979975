"""The trusted side: runs hidden pytest suites against proxies of a submission that lives in a runner."""
