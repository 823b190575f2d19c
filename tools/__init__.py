"""What the checkout needs to be built, served and tested; standard library only, for a machine that has nothing yet."""
