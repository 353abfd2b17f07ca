/*
 * Keeps what a power cut would take back: for every file below $LOST_WRITES_IN, the bytes that
 * were written since its last fsync, and for every folder the names that came, went or moved since
 * the folder's last fsync. Each change is noted before it is made, so that lost_writes.py can undo
 * all that nobody waited for. Loaded with LD_PRELOAD; the notes are in $LOST_WRITES_NOTES. Each fsync
 * takes $LOST_WRITES_SYNC microseconds longer, if that is set.
 *
 * One file of notes for each file or folder (named by its inode): records of
 *   kind, offset, length, name length, name, bytes
 * where kind is W (bytes that stood there), S (the size that it had), C (a name that was made),
 * U (a name that was removed; the file lives on as a link among the notes) or R (moved: two names).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned long links;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

/* The path of an open file, or nothing if it is none of those that are watched. */
static int watched_fd(int fd, char path[PATH_MAX]) {
  const char *root = getenv("LOST_WRITES_IN");
  char link[64];
  if (!root || fd < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, PATH_MAX - 1);
  if (size <= 0) return 0;
  path[size] = 0;
  size_t length = strlen(root);
  if (strncmp(path, root, length) || (path[length] && path[length] != '/')) return 0;
  /* SQLite keeps its shared index in memory and makes it anew; it never syncs it. */
  return size < 4 || strcmp(path + size - 4, "-shm");
}

static int watched_path(int folder, const char *name, char path[PATH_MAX]) {
  char base[PATH_MAX] = "";
  const char *root = getenv("LOST_WRITES_IN");
  if (!root || !name) return 0;
  if (name[0] != '/') {
    if (folder == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return 0;
    } else {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t size = readlink(link, base, sizeof base - 1);
      if (size <= 0) return 0;
      base[size] = 0;
    }
    if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) return 0;
  } else if (snprintf(path, PATH_MAX, "%s", name) >= PATH_MAX) {
    return 0;
  }
  size_t length = strlen(root), size = strlen(path);
  if (strncmp(path, root, length) || path[length] != '/') return 0;
  return size < 4 || strcmp(path + size - 4, "-shm");
}

static void notes_of(ino_t inode, char out[PATH_MAX]) {
  snprintf(out, PATH_MAX, "%s/%lu", getenv("LOST_WRITES_NOTES"), (unsigned long)inode);
}

static void put(int fd, const void *data, size_t size) {
  const char *at = data;
  while (size) {
    ssize_t done = REAL(write)(fd, at, size);
    if (done <= 0) abort();
    at += done;
    size -= (size_t)done;
  }
}

static void note(ino_t inode, char kind, uint64_t offset, const char *name, const void *data,
                 uint64_t size) {
  char file[PATH_MAX];
  notes_of(inode, file);
  int fd = REAL(open)(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) abort();
  uint64_t name_size = strlen(name);
  char record[1 + 3 * 8 + PATH_MAX * 2];
  record[0] = kind;
  memcpy(record + 1, &offset, 8);
  memcpy(record + 9, &size, 8);
  memcpy(record + 17, &name_size, 8);
  memcpy(record + 25, name, name_size);
  struct iovec parts[2] = {{record, 25 + name_size}, {(void *)data, size}};
  if (size) {
    if (writev(fd, parts, 2) != (ssize_t)(25 + name_size + size)) abort();
  } else {
    put(fd, record, 25 + name_size);
  }
  REAL(close)(fd);
}

static void forget(ino_t inode) {
  char file[PATH_MAX];
  notes_of(inode, file);
  REAL(unlink)(file);
}

/* Notes what stands where something will be written. */
static void before_write(int fd, off_t offset, size_t size) {
  char path[PATH_MAX];
  struct stat state;
  if (!watched_fd(fd, path) || fstat(fd, &state) || !S_ISREG(state.st_mode)) return;
  int reading = REAL(open)(path, O_RDONLY | O_CLOEXEC);
  if (reading < 0) return;
  char *old = malloc(size ? size : 1);
  ssize_t found = pread(reading, old, size, offset);
  REAL(close)(reading);
  pthread_mutex_lock(&lock);
  if (found > 0) note(state.st_ino, 'W', (uint64_t)offset, path, old, (uint64_t)found);
  if (offset + (off_t)size > state.st_size)
    note(state.st_ino, 'S', (uint64_t)state.st_size, path, NULL, 0);
  pthread_mutex_unlock(&lock);
  free(old);
}

ssize_t write(int fd, const void *data, size_t size) {
  int flags = fcntl(fd, F_GETFL);
  struct stat state;
  if (flags >= 0 && !fstat(fd, &state) && S_ISREG(state.st_mode))
    before_write(fd, flags & O_APPEND ? state.st_size : lseek(fd, 0, SEEK_CUR), size);
  return REAL(write)(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
  before_write(fd, offset, size);
  return REAL(pwrite)(fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) {
  before_write(fd, offset, size);
  return REAL(pwrite)(fd, data, size, offset);
}

static void before_truncate(int fd, off_t size) {
  char path[PATH_MAX];
  struct stat state;
  if (!watched_fd(fd, path) || fstat(fd, &state)) return;
  pthread_mutex_lock(&lock);
  note(state.st_ino, 'S', (uint64_t)state.st_size, path, NULL, 0);
  pthread_mutex_unlock(&lock);
  if (size < state.st_size) before_write(fd, size, (size_t)(state.st_size - size));
}

int ftruncate(int fd, off_t size) {
  before_truncate(fd, size);
  return REAL(ftruncate)(fd, size);
}

int ftruncate64(int fd, off_t size) {
  before_truncate(fd, size);
  return REAL(ftruncate)(fd, size);
}

/* What was waited for, a power cut cannot take back. */
static void after_sync(int fd) {
  char path[PATH_MAX];
  struct stat state;
  if (!watched_fd(fd, path) || fstat(fd, &state)) return;
  pthread_mutex_lock(&lock);
  forget(state.st_ino);
  pthread_mutex_unlock(&lock);
}

/* A disk that takes its time: else a process is seldom killed while it waits. */
static void wait_for_disk(int fd) {
  char path[PATH_MAX];
  const char *microseconds = getenv("LOST_WRITES_SYNC");
  if (microseconds && watched_fd(fd, path)) usleep((useconds_t)atoi(microseconds));
}

int fsync(int fd) {
  wait_for_disk(fd);
  int done = REAL(fsync)(fd);
  if (!done) after_sync(fd);
  return done;
}

int fdatasync(int fd) {
  wait_for_disk(fd);
  int done = REAL(fdatasync)(fd);
  if (!done) after_sync(fd);
  return done;
}

/* --- names ------------------------------------------------------------------------------- */

static ino_t folder_of(const char *path) {
  char folder[PATH_MAX];
  struct stat state;
  snprintf(folder, sizeof folder, "%s", path);
  char *end = strrchr(folder, '/');
  if (!end) return 0;
  *end = 0;
  return stat(folder, &state) ? 0 : state.st_ino;
}

static void note_made(const char *path) {
  pthread_mutex_lock(&lock);
  note(folder_of(path), 'C', 0, path, NULL, 0);
  pthread_mutex_unlock(&lock);
}

static void note_gone(const char *path) {
  char kept[PATH_MAX];
  pthread_mutex_lock(&lock);
  snprintf(kept, sizeof kept, "%s/kept-%d-%lu", getenv("LOST_WRITES_NOTES"), getpid(), links++);
  if (!link(path, kept)) note(folder_of(path), 'U', 0, path, kept, strlen(kept));
  pthread_mutex_unlock(&lock);
}

static int opened(int folder, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  struct stat state;
  int is_new = (flags & O_CREAT) && watched_path(folder, name, path) && lstat(path, &state);
  if ((flags & O_TRUNC) && watched_path(folder, name, path) && !stat(path, &state)) {
    int fd = REAL(openat)(folder, name, O_RDWR | O_CLOEXEC);
    if (fd >= 0) {
      before_truncate(fd, 0);
      REAL(close)(fd);
    }
  }
  if (is_new) note_made(path);
  return REAL(openat)(folder, name, flags, mode);
}

#define MODE(flags, mode)              \
  mode_t mode = 0;                     \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list more;                      \
    va_start(more, flags);             \
    mode = va_arg(more, mode_t);       \
    va_end(more);                      \
  }

int open(const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...) {
  MODE(flags, mode)
  return opened(folder, name, flags, mode);
}

int unlink(const char *name) {
  char path[PATH_MAX];
  if (watched_path(AT_FDCWD, name, path)) note_gone(path);
  return REAL(unlink)(name);
}

int unlinkat(int folder, const char *name, int flags) {
  char path[PATH_MAX];
  if (!(flags & AT_REMOVEDIR) && watched_path(folder, name, path)) note_gone(path);
  return REAL(unlinkat)(folder, name, flags);
}

int rename(const char *from, const char *to) {
  char old[PATH_MAX], new[PATH_MAX];
  struct stat state;
  if (watched_path(AT_FDCWD, from, old) && watched_path(AT_FDCWD, to, new)) {
    if (!lstat(new, &state)) note_gone(new);
    pthread_mutex_lock(&lock);
    note(folder_of(new), 'R', 0, old, new, strlen(new));
    pthread_mutex_unlock(&lock);
  }
  return REAL(rename)(from, to);
}
