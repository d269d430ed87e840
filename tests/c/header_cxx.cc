// etee.h compiles alone as C++, with C linkage, and fits in what C++ programs do with it.

#define ETEE_SIMULATOR
#include <etee.h>

#include <memory>
#include <type_traits>

static_assert(sizeof(etee_status) == 4 && std::is_signed<etee_status>::value, "int32");
static_assert(ETEE_OK == 0 && ETEE_INTERNAL == 902, "statuses");
static_assert(ETEE_LENGTH_UNKNOWN == UINT64_MAX, "an unknown length");
static_assert(ETEE_ABI_MAJOR == 0 && ETEE_ABI_MINOR >= 1, "the ABI version");
static_assert(std::is_same<decltype(etee_context_new(nullptr, nullptr)), etee_status>::value,
              "a fallible function answers with a status");

namespace {

struct Free {
    void operator()(etee_context *context) const { etee_context_free(context); }
    void operator()(etee_error *error) const { etee_error_free(error); }
};

std::size_t length_of(const char *, std::size_t len) { return len; }

}  // namespace

bool header_cxx() {
    etee_context *context = nullptr;
    etee_error *error = nullptr;
    etee_status status = etee_context_new(&context, &error);
    std::unique_ptr<etee_context, Free> owned_context(context);
    std::unique_ptr<etee_error, Free> owned_error(error);
    return status == ETEE_OK && owned_context && length_of(ETEE_STR("four")) == 4;
}
