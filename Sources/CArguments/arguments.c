#include "CArguments.h"

static int count;
static char **values;

#if defined(__linux__) || defined(__APPLE__)
/* glibc and dyld call constructors with the arguments of main. */
__attribute__((constructor)) static void keep_arguments(int argument_count, char **argument_values) {
    count = argument_count;
    values = argument_values;
}
#endif

int oboro_argument_count(void) { return count; }

const char *oboro_argument(int index) { return index >= 0 && index < count ? values[index] : 0; }
