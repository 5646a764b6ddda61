"""PUBLIC PAGES -> RAW: fetched politely and safely, kept as they came. The only room that speaks to the network."""
