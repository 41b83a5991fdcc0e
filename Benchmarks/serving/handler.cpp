// A bare handler over libmicrohttpd: parses the body by simdjson, scores its fifty numbers, writes three outputs.
//
// What is left when nothing is checked, counted, logged or named: the most a server over the library can do on the machine.
//
//     handler PORT
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

#include <microhttpd.h>
#include <simdjson.h>

namespace {

simdjson::dom::parser parser;
double weights[50];

struct Exchange {
    std::string body;
};

char *append(char *end, const char *text) {
    const size_t count = std::strlen(text);
    std::memcpy(end, text, count);
    return end + count;
}

char *output(char *end, const char *name, double value) {
    end = append(end, name);
    end = append(end, "\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[");
    return append(std::to_chars(end, end + 32, value).ptr, "]}");
}

// The answer; 0 bytes for a body that is not as it should be.
size_t score(const std::string &body, char *answer) {
    simdjson::dom::element data;
    if (parser.parse(body).at_pointer("/inputs/0/data").get(data)) return 0;
    double logit = -1;
    size_t place = 0;
    for (double value : simdjson::dom::array(data)) {
        if (place == 50) return 0;
        logit += weights[place++] * value;
    }
    const double probability = 1 / (1 + std::exp(-logit));
    char *end = append(answer, "{\"model_name\":\"wide\",\"model_version\":\"1\",\"outputs\":[{\"name\":\"");
    end = output(end, "probability", probability);
    end = append(end, ",{\"name\":\"");
    end = output(end, "score", probability);
    end = append(end, ",{\"name\":\"");
    end = output(end, "logit", logit);
    return size_t(append(end, "]}") - answer);
}

MHD_Result answer(
    void *, MHD_Connection *connection, const char *, const char *, const char *, const char *data, size_t *size, void **state) {
    if (*state == nullptr) {
        *state = new Exchange;
        return MHD_YES;
    }
    auto *exchange = static_cast<Exchange *>(*state);
    if (*size > 0) {
        exchange->body.append(data, *size);
        *size = 0;
        return MHD_YES;
    }
    char bytes[1024];
    size_t count = 0;
    try {
        count = score(exchange->body, bytes);
    } catch (const simdjson::simdjson_error &) {
    }
    MHD_Response *response = MHD_create_response_from_buffer(count, bytes, MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(response, "Content-Type", "application/json");
    const MHD_Result queued = MHD_queue_response(connection, count > 0 ? 200 : 400, response);
    MHD_destroy_response(response);
    return queued;
}

void completed(void *, MHD_Connection *, void **state, MHD_RequestTerminationCode) { delete static_cast<Exchange *>(*state); }

}  // namespace

int main(int count, char **words) {
    if (count != 2) return 2;
    for (int place = 0; place < 50; ++place) weights[place] = 0.01 * (place - 25);
    if (MHD_start_daemon(
            MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_TURBO, (unsigned short)std::atoi(words[1]), nullptr, nullptr,
            answer, nullptr, MHD_OPTION_NOTIFY_COMPLETED, completed, nullptr, MHD_OPTION_CONNECTION_LIMIT, 512,
            MHD_OPTION_CONNECTION_MEMORY_LIMIT, size_t(32768), MHD_OPTION_END)
        == nullptr) {
        return 1;
    }
    pause();
}
