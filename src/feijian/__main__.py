"""`python -m feijian`."""

from feijian.cli import main

main()
