// libmicrohttpd's static answer: the least a server over it can do. It reads the body and sends one kept answer.
//
//     static PORT
#include <microhttpd.h>
#include <stdlib.h>
#include <unistd.h>

static char body[] =
    "{\"model_name\":\"wide\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"probability\",\"datatype\":\"FP64\","
    "\"shape\":[1],\"data\":[0.04215434241689732]},{\"name\":\"score\",\"datatype\":\"FP64\",\"shape\":[1],"
    "\"data\":[0.037936547263459644]},{\"name\":\"logit\",\"datatype\":\"FP64\",\"shape\":[1],"
    "\"data\":[-3.1233489539159347]}]}";

static enum MHD_Result answer(
    void *context, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
    const char *data, size_t *size, void **state) {
  static int seen;
  if (*state == NULL) {
    *state = &seen;
    return MHD_YES;
  }
  if (*size > 0) {
    *size = 0;
    return MHD_YES;
  }
  return MHD_queue_response(connection, 200, context);
}

int main(int count, char **words) {
  if (count != 2) return 2;
  struct MHD_Response *response =
      MHD_create_response_from_buffer(sizeof body - 1, body, MHD_RESPMEM_PERSISTENT);
  MHD_add_response_header(response, "Content-Type", "application/json");
  if (MHD_start_daemon(
          MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_TURBO, (unsigned short)atoi(words[1]), NULL, NULL,
          answer, response, MHD_OPTION_CONNECTION_LIMIT, 512, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768,
          MHD_OPTION_END) == NULL) {
    return 1;
  }
  pause();
}
