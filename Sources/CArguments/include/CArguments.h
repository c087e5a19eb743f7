#ifndef OBORO_ARGUMENTS_H
#define OBORO_ARGUMENTS_H

/* The arguments as the C library handed them to this process, the program's name first. Swift reads them from /proc, which
   a closed environment may lack. The count is 0 where the C library hands none to constructors. */
int oboro_argument_count(void);
const char *oboro_argument(int index);

#endif
