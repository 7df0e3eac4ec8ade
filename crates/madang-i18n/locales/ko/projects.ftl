dimension-vcpu = vCPU
dimension-memory_mib = 메모리
dimension-disk_gib = 디스크
dimension-instances = 인스턴스
dimension-addresses = 공인 IP
dimension-services = 서비스
dimension-monthly_krw = 월 예산
