/* SPDX-License-Identifier: MIT */
/* main.c — from the command line to a command. */
#include <config.h>

int main(void)
{
	return 0;
}
