"""Reading RFC 5322 mail: headers, addresses, names, dates. Linear, capped, never raising."""
