dimension-vcpu = vCPUs
dimension-memory_mib = memory
dimension-disk_gib = disk
dimension-instances = instances
dimension-addresses = public addresses
dimension-services = services
dimension-monthly_krw = monthly budget
