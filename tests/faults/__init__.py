"""Every change crossed with every fault: acknowledged is durable, once; the rest leaves nothing."""
