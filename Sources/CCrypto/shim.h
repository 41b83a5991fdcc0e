#pragma once
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

// Swift imports neither the macro nor the variadic function behind it.
static inline EVP_PKEY *leadline_new_p256_key(void) { return EVP_EC_gen("P-256"); }
