#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* A file that lives in memory only. The wrapper of the C library is declared for GNU sources alone. */
static inline int oboro_memory_file(void) { return (int)syscall(SYS_memfd_create, "oboro-workbook", 1u /* close on exec */); }
