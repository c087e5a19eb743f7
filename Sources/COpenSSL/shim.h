#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* Swift does not import composed macros: names as in RFC 2253, with characters beyond ASCII as themselves. */
static const unsigned long OBORO_SUBJECT_FORMAT = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
